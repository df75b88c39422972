// SPDX-License-Identifier: MIT
// ImageLoader: brings the pictures that a document asks for. They are read and decoded on a thread of its own, which
// starts with the first; what it has done arrives as a task. In virtual time, where there is one thread, the task
// decodes, at a cost that follows from the picture's size. Page thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/bitmap.h"
#include "base/clock.h"
#include "base/move_only_function.h"
#include "base/result.h"
#include "loop/poster.h"

namespace janklab {

class Document;
class EventLoop;

class ImageLoader {
  public:
    struct Desc {
        Clock* clock = nullptr;
        EventLoop* loop = nullptr;
        Document* document = nullptr;
        double throttle = 1;
        /// A picture could not be loaded: the sentence. For the log.
        MoveOnlyFunction<void(const std::string& sentence)> report{};
    };
    /// All pointers must outlive it.
    explicit ImageLoader(Desc desc);
    /// Waits for the picture that is being decoded.
    ~ImageLoader();

    /// What virtual time charges for a pixel, before throttling: a decoder of 50 million pixels a second.
    static constexpr Duration pixel_cost = 20ns;

    /// Where relative paths begin; at first the folder in which the program runs.
    void set_folder(std::string folder) { folder_ = std::move(folder); }
    /// Bytes of a file, to be found by `name` before any file is.
    void add(std::string name, std::vector<std::byte> bytes);

  private:
    using Loaded = Result<std::shared_ptr<const Bitmap>>;
    using Bytes = std::shared_ptr<const std::vector<std::byte>>;
    struct Job {
        std::string address, path;
        Bytes bytes;  // null: the file at `path`
    };
    static Loaded decode(const Job& job);
    void load(const std::string& address);
    void arrive(const std::string& address, Loaded loaded);
    void work();

    Desc desc_;
    std::string folder_;
    std::map<std::string, Bytes, std::less<>> given_;
    std::unique_ptr<Poster> poster_;
    std::shared_ptr<ImageLoader*> alive_;  // tasks that come after the loader is gone find null
    std::thread decoder_;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<Job> jobs_;  // guarded by mutex_
    bool ending_ = false;   // guarded by mutex_
};

}  // namespace janklab
