// SPDX-License-Identifier: MIT
// MappedFile: a file's bytes in memory, read by the system when they are looked at. Immutable; any thread.
#pragma once

#include <cstddef>
#include <string>

namespace janklab {

class MappedFile {
  public:
    MappedFile() = default;
    /// Empty when the file cannot be read, or is empty.
    explicit MappedFile(const std::string& path);
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    ~MappedFile();

    bool readable() const { return readable_; }
    const unsigned char* data() const { return data_; }
    std::size_t size() const { return size_; }

  private:
    const unsigned char* data_ = nullptr;
    std::size_t size_ = 0;
    bool readable_ = false;
};

}  // namespace janklab
