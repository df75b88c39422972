// SPDX-License-Identifier: MIT
#include "trace/chrome_trace.h"

#include <cerrno>
#include <cstring>
#include <memory>

#include "trace/chrome_trace_writer.h"

namespace janklab {

namespace {

class FileSink final : public TextSink {
  public:
    explicit FileSink(std::FILE* file) : file_(file) {}
    void put(std::string_view text) override { std::fwrite(text.data(), 1, text.size(), file_); }

  private:
    std::FILE* file_;
};

class StringSink final : public TextSink {
  public:
    void put(std::string_view put_text) override { text += put_text; }
    std::string text;
};

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

Error cannot_write(const std::string& what, int error) {
    return {
        what + " could not be written: " + std::strerror(error) + ". Name a file in a folder that exists and has room.",
        ErrorKind::environment};
}

}  // namespace

Result<std::size_t> write_chrome_trace(const Recording& recording, const ChromeTraceDesc& desc, std::FILE* file) {
    errno = 0;
    FileSink sink(file);
    const std::size_t count = ChromeTraceWriter(recording, desc, sink).write();
    if (std::fflush(file) != 0 || std::ferror(file)) return cannot_write("The trace", errno);
    return count;
}

Result<std::size_t> write_chrome_trace(const Recording& recording, const ChromeTraceDesc& desc,
                                       const std::string& path) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "wb"));
    if (!file) return cannot_write("The trace file \"" + path + "\"", errno);
    errno = 0;
    FileSink sink(file.get());
    const std::size_t count = ChromeTraceWriter(recording, desc, sink).write();
    if (std::fflush(file.get()) != 0 || std::ferror(file.get()))
        return cannot_write("The trace file \"" + path + "\"", errno);
    return count;
}

std::string chrome_trace_text(const Recording& recording, const ChromeTraceDesc& desc) {
    StringSink sink;
    ChromeTraceWriter(recording, desc, sink).write();
    return std::move(sink.text);
}

}  // namespace janklab
