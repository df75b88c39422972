// SPDX-License-Identifier: MIT
// The gallery: a page that shows every demo as a card and tells its owner which one was chosen.
#pragma once

#include "base/move_only_function.h"

namespace janklab {

class Page;
struct Demo;

inline constexpr const char* gallery_title = "Gallery";
/// The label of the control with which a demo is left for it.
inline constexpr const char* way_to_the_gallery = "All demos";
inline constexpr const char* gallery_look_for = "Choose a demo; this side stays and shows what it does.";

/// `chosen` runs on the page thread, in the task of the click.
void build_gallery(Page& page, MoveOnlyFunction<void(const Demo&)> chosen);

}  // namespace janklab
