// SPDX-License-Identifier: MIT
// https://html.spec.whatwg.org/multipage/images.html#updating-the-image-data, without srcset and lazy loading.
#include "dom/image_cache.h"

#include <utility>

#include "dom/document.h"
#include "dom/replaced.h"

namespace janklab {

ImageCache::Entry& ImageCache::entry_of(std::string_view address) {
    const auto found = entries_.find(address);
    if (found != entries_.end()) return found->second;
    return entries_.emplace(std::string(address), Entry{}).first->second;
}

void ImageCache::show(Element& image, std::string_view address) {
    ReplacedContent& content = *image.replaced();
    content.source = address;
    content.complete = false;
    Entry& entry = entry_of(address);
    entry.images.push_back(Ref<Element>(image));
    // Also what is there already arrives later: listeners may be added after the attribute was set.
    if (load && !std::exchange(entry.asked, true)) load(content.source);
}

std::shared_ptr<const Bitmap> ImageCache::background(Element& element, const std::string& address) {
    Entry& entry = entry_of(address);
    if (entry.here) return entry.bitmap;
    for (const Ref<Element>& waiting : entry.backgrounds) {
        if (waiting.get() == &element) return nullptr;
    }
    entry.backgrounds.push_back(Ref<Element>(element));
    if (load && !std::exchange(entry.asked, true)) load(address);
    return nullptr;
}

void ImageCache::arrived(const std::string& address, Result<std::shared_ptr<const Bitmap>> result) {
    Entry& entry = entry_of(address);
    entry.here = true;
    entry.asked = false;
    entry.bitmap = result ? *result : nullptr;
    entry.error = result ? std::string() : result.error().sentence;
    const std::vector<Ref<Element>> images = std::exchange(entry.images, {});
    const std::vector<Ref<Element>> backgrounds = std::exchange(entry.backgrounds, {});
    const std::shared_ptr<const Bitmap> bitmap = entry.bitmap;
    const std::string error = entry.error;
    for (const Ref<Element>& element : backgrounds) element->document().note_change(*element, Dirty::paint);
    for (const Ref<Element>& image : images) {
        ReplacedContent& content = *image->replaced();
        if (content.source != address) continue;  // its src is another by now
        content.complete = true;
        content.bitmap = bitmap;
        content.error = error;
        image->find_natural_size();
        Event event(bitmap ? "load" : "error");
        event.text = error;
        image->dispatch_from_platform(event);
    }
}

}  // namespace janklab
