// SPDX-License-Identifier: MIT
#include "paint/outlines.h"

#include <utility>

#include "layout/paint_order.h"
#include "paint/paint_state.h"

namespace janklab {
namespace {

LayoutBox& piece_of(LayoutBox& box) {
    LayoutBox* at = &box;
    while (at->parent && !is_stacked(*at) && !is_atomic(*at)) at = at->parent;
    return *at;
}

}  // namespace

Outlines::Slot& Outlines::slot(std::uint32_t number) {
    if (number >= slots_.size()) slots_.resize(number + 1);
    return slots_[number];
}

void Outlines::link(std::uint32_t number, std::uint32_t piece) {
    Slot& head = slot(piece);
    if (head.first == 0) pieces_.push_back(piece);
    Slot& one = slots_[number];
    one.next = std::exchange(head.first, number);
    one.linked = true;
}

void Outlines::note(LayoutBox& box, const LayoutBox& piece) {
    Slot& own = slot(box.paint_slot);
    own.box = &box;
    if (!std::exchange(own.listed, true)) outlined_.push_back(box.paint_slot);
    if (!own.linked) link(box.paint_slot, piece.paint_slot);
}

void Outlines::forget(std::uint32_t number) {
    if (number < slots_.size()) slots_[number].box = nullptr;
}

void Outlines::find_pieces(PaintState& state) {
    for (const std::uint32_t piece : pieces_) slots_[piece].first = 0;
    pieces_.clear();
    std::erase_if(outlined_, [this](std::uint32_t number) {
        Slot& own = slots_[number];
        own.linked = false;
        if (own.box && own.box->is_inline_box()) own.box = nullptr;  // by now: its outline is drawn with its lines
        own.listed = own.box != nullptr;
        return !own.listed;
    });
    for (const std::uint32_t number : outlined_) {
        LayoutBox& piece = piece_of(*slots_[number].box);
        if (!piece.paint_slot) state.give_slot(piece);
        link(number, piece.paint_slot);
    }
}

std::span<LayoutBox* const> Outlines::in(LayoutBox& piece) {
    found_.clear();
    if (piece.paint_slot >= slots_.size()) return {};
    for (std::uint32_t i = slots_[piece.paint_slot].first; i != 0; i = slots_[i].next) {
        if (slots_[i].box) found_.push_back(slots_[i].box);
    }
    if (found_.size() < 2) return found_;
    for (LayoutBox* one : found_) {
        for (LayoutBox* at = one; at != &piece && !at->leads_to_outline; at = at->parent) at->leads_to_outline = true;
    }
    found_.clear();
    add_marked(piece);
    return found_;
}

void Outlines::add_marked(const LayoutBox& below) {
    for (LayoutBox* child = below.first_child; child; child = child->next) {
        if (!child->leads_to_outline) continue;
        child->leads_to_outline = false;
        if (child->paint_slot < slots_.size() && slots_[child->paint_slot].box) found_.push_back(child);
        add_marked(*child);
    }
}

}  // namespace janklab
