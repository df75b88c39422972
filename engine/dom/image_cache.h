// SPDX-License-Identifier: MIT
// ImageCache: the pictures of a document by their addresses, and who waits for which. It loads nothing itself: the page
// sets `load`, and hands over what has arrived. Page thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/bitmap.h"
#include "base/move_only_function.h"
#include "base/result.h"
#include "dom/element.h"

namespace janklab {

class ImageCache {
  public:
    /// Must answer with arrived(), later, from a task. Empty: nothing ever arrives.
    MoveOnlyFunction<void(const std::string& address)> load;

    /// An <img> whose `src` is now `address`: `load` or `error` is sent to it when that has arrived, always later.
    void show(Element& image, std::string_view address);
    /// A picture behind the element's contents. Null while it is not there, or has failed; when it arrives the element
    /// is painted again.
    std::shared_ptr<const Bitmap> background(Element& element, const std::string& address);
    /// What was asked for. Tells everybody who waits; the images' events are dispatched before it returns.
    void arrived(const std::string& address, Result<std::shared_ptr<const Bitmap>> result);

  private:
    struct Entry {
        bool here = false, asked = false;
        std::shared_ptr<const Bitmap> bitmap;
        std::string error;
        std::vector<Ref<Element>> images, backgrounds;  // that wait
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    Entry& entry_of(std::string_view address);

    std::unordered_map<std::string, Entry, Hash, std::equal_to<>> entries_;
};

}  // namespace janklab
