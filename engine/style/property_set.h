// SPDX-License-Identifier: MIT
// PropertyId and PropertySet: the properties of property_table.inc by number, and sets of them. Page thread.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>

namespace janklab {

#define PROPERTY(id, name, member, syntax, dirty, animation, values, deviations) id,
#define INHERITED PROPERTY
enum class PropertyId : std::uint8_t {
#include "style/property_table.inc"
};
#undef PROPERTY
#undef INHERITED

#define PROPERTY(...) +1
#define INHERITED(...) +1
inline constexpr int property_count = 0
#include "style/property_table.inc"
    ;
#undef PROPERTY
#undef INHERITED

class PropertySet {
  public:
    bool has(PropertyId id) const { return bits_[static_cast<std::size_t>(id)]; }
    void add(PropertyId id) { bits_.set(static_cast<std::size_t>(id)); }
    void remove(PropertyId id) { bits_.reset(static_cast<std::size_t>(id)); }
    bool empty() const { return bits_.none(); }
    template <class Visit>
    void for_each(Visit visit) const {
        for (int i = 0; i < property_count; ++i) {
            if (bits_[static_cast<std::size_t>(i)]) visit(static_cast<PropertyId>(i));
        }
    }
    friend PropertySet operator|(PropertySet a, const PropertySet& b) { return a.bits_ |= b.bits_, a; }
    friend bool operator==(const PropertySet&, const PropertySet&) = default;

  private:
    friend PropertySet all_properties();
    std::bitset<property_count> bits_;
};

inline PropertySet all_properties() {
    PropertySet all;
    all.bits_.set();
    return all;
}

}  // namespace janklab
