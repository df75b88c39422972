// SPDX-License-Identifier: MIT
#include "page/image_loader.h"

#include <filesystem>
#include <utility>

#include "dom/document.h"
#include "gpu/picture_files.h"
#include "loop/event_loop.h"

namespace janklab {

ImageLoader::ImageLoader(Desc desc) : desc_(std::move(desc)), alive_(std::make_shared<ImageLoader*>(this)) {
    desc_.document->images.load = [this](const std::string& address) { load(address); };
}

ImageLoader::~ImageLoader() {
    *alive_ = nullptr;
    desc_.document->images.load = nullptr;
    if (!decoder_.joinable()) return;
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    woken_.notify_one();
    decoder_.join();
}

void ImageLoader::add(std::string name, std::vector<std::byte> bytes) {
    given_[std::move(name)] = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
}

ImageLoader::Loaded ImageLoader::decode(const Job& job) {
    if (!job.bytes) return load_picture(job.path);
    Loaded loaded = decode_picture(*job.bytes);
    if (!loaded) return Error{job.address + ": " + loaded.error().sentence};
    return loaded;
}

void ImageLoader::load(const std::string& address) {
    const auto given = given_.find(address);
    Job job{address, (std::filesystem::path(folder_) / address).string(),
            given == given_.end() ? nullptr : given->second};
    if (desc_.clock->kind() == ClockKind::virtual_time) {
        desc_.loop->queue_a_task(TaskSource::networking, "image", [this, job = std::move(job)] {
            Loaded loaded = decode(job);
            if (loaded) {
                const PixelSize size = (*loaded)->size();
                const auto pixels = static_cast<double>(size.width) * size.height;
                desc_.clock->charge(std::chrono::duration_cast<Duration>(pixel_cost * pixels * desc_.throttle));
            }
            arrive(job.address, std::move(loaded));
        });
        return;
    }
    if (!decoder_.joinable()) {
        poster_ = std::make_unique<Poster>(desc_.loop->poster());
        decoder_ = std::thread([this] { work(); });
    }
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    woken_.notify_one();
}

void ImageLoader::arrive(const std::string& address, Loaded loaded) {
    if (!loaded && desc_.report) desc_.report(loaded.error().sentence);
    desc_.document->images.arrived(address, std::move(loaded));
}

/// The decoder's thread.
void ImageLoader::work() {
    while (true) {
        std::unique_lock lock(mutex_);
        woken_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
        if (ending_) return;
        const Job job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        poster_->post("image", [alive = alive_, address = job.address, loaded = decode(job)]() mutable {
            if (*alive) (*alive)->arrive(address, std::move(loaded));
        });
    }
}

}  // namespace janklab
