// SPDX-License-Identifier: MIT
// The tree: order, ownership, attributes, dirty bits.
#include <doctest/doctest.h>

#include "async/death.h"
#include "dom/document.h"

namespace janklab {
namespace {

template <class F>
bool dies(F f) {
    return test::sentence_of_death(f).find("a bug: ") != std::string::npos;
}

std::string order(const Element& parent) {
    std::string all;
    for (const Node* child = parent.first_child(); child; child = child->next_sibling()) {
        all += child->as_text() ? child->as_text()->data() : std::string(child->as_element()->id());
        CHECK((child->next_sibling() ? child->next_sibling()->previous_sibling() : parent.last_child()) == child);
        CHECK(child->parent() == &parent);
    }
    return all;
}
/// As if a frame had dealt with them.
void take_all_changes(Document& document) {
    std::vector<Ref<Node>> nodes;
    for (auto take : {&Document::take_style_changes, &Document::take_layout_changes, &Document::take_paint_changes}) {
        (document.*take)(nodes);
        for (const Ref<Node>& node : nodes) node->clear_dirty(~Dirty::none);
    }
    document.painted();
}
Ref<Element> element(Document& document, std::string_view id) {
    Ref<Element> made = document.create_element();
    made->set_id(id);
    return made;
}

}  // namespace

TEST_CASE("children are appended, inserted, moved and removed") {
    Document document;
    Element& body = document.body();
    const Ref<Element> a = element(document, "a"), b = element(document, "b"), c = element(document, "c");
    body.append_child(a);
    body.append_child(c);
    body.insert_before(*b, c.get());
    CHECK(order(body) == "abc");
    body.insert_before(*c, a.get());
    CHECK(order(body) == "cab");
    body.insert_before(*a, a.get());
    CHECK(order(body) == "cab");
    body.append_child(c);
    CHECK(order(body) == "abc");
    b->remove();
    CHECK(order(body) == "ac");
    CHECK(body.child_count() == 2);
    CHECK_FALSE(b->connected());
    a->append_child(b);
    CHECK(b->connected());
    CHECK(b->depth() == 2);
    CHECK(document.element_by_id("b") == b.get());
    body.remove_children();
    CHECK(order(body).empty());
    CHECK(document.element_by_id("b") == nullptr);
}

TEST_CASE("a removed element lives while a Ref holds it, with what is in it") {
    Document document;
    Ref<Element> kept = element(document, "kept");
    document.body().append_child(kept);
    kept->append_child(*document.create_text("inside"));
    kept->remove();
    take_all_changes(document);  // these lists hold nodes until the next frame, too
    CHECK(document.node_count() == 3);
    CHECK(kept->text() == "inside");
    const Ref<Node> text(kept->first_child());
    kept = nullptr;
    CHECK(document.node_count() == 2);
    CHECK(text->parent() == nullptr);
}

TEST_CASE("a tree of any depth and width is taken down without deep recursion") {
    Document document;
    Ref<Element> top = document.create_element();
    Element* at = top.get();
    for (int i = 0; i < 200'000; ++i) {
        const Ref<Element> next = document.create_element();
        at->append_child(next);
        at = next.get();
    }
    for (int i = 0; i < 200'000; ++i) top->append_child(document.create_element());
    CHECK(document.node_count() == 400'002);
    top = nullptr;
    CHECK(document.node_count() == 1);
}

TEST_CASE("a node put into itself, or beside a stranger, ends the program with a sentence") {
    Document document;
    const Ref<Element> a = document.create_element(), b = document.create_element();
    a->append_child(b);
    CHECK(dies([&] { b->append_child(a); }));
    CHECK(dies([&] { document.body().insert_before(*a, b.get()); }));
    CHECK_FALSE(dies([&] { document.body().append_child(a); }));
}

TEST_CASE("a node that outlives its document ends the program with a sentence") {
    CHECK(dies([] {
        Ref<Element> element;
        Document document;
        element = document.create_element();
        // `document` dies first: it was declared later.
    }));
}

TEST_CASE("text is that of everything below, and replaces all children") {
    Document document;
    const Ref<Element> box = document.create_element();
    box->append_child(*document.create_text("one "));
    const Ref<Element> inner = document.create_element();
    box->append_child(inner);
    inner->set_text("two");
    CHECK(box->text() == "one two");
    box->set_text("three");
    CHECK(box->child_count() == 1);
    const Node* text = box->first_child();
    box->set_text("four");
    CHECK(box->first_child() == text);  // changed in place
    CHECK(box->text() == "four");
}

TEST_CASE("attributes and classes") {
    Document document;
    Element& body = document.body();
    CHECK_FALSE(body.attribute("title").has_value());
    body.set_attribute("title", "one");
    body.set_attribute("title", "two");
    CHECK(body.attribute("title") == "two");
    body.remove_attribute("title");
    body.remove_attribute("title");
    CHECK_FALSE(body.attribute("title").has_value());
    body.set_class("wide");
    body.set_class("dark");
    body.set_class("wide");
    CHECK(body.attribute("class") == "wide dark");
    body.set_class("wide", false);
    CHECK_FALSE(body.has_class("wide"));
    CHECK(body.has_class("dark"));
    CHECK_FALSE(body.has_class("dar"));
}

TEST_CASE("classes stand between ASCII white space of any kind") {
    Document document;
    Element& body = document.body();
    body.set_attribute("class", "\ta\r\n b\fc d\u00a0e ");
    for (const char* yes : {"a", "b", "c", "d\u00a0e"}) CHECK(body.has_class(yes));
    for (const char* no : {"", " ", "d", "a\r\n b"}) CHECK_FALSE(body.has_class(no));
    body.set_class("b", false);
    CHECK(body.attribute("class") == "a c d\u00a0e");
}

TEST_CASE("the nearest common ancestor of two elements") {
    Document document;
    const Ref<Element> a = document.create_element(), b = document.create_element(), c = document.create_element();
    document.body().append_child(a);
    a->append_child(b);
    a->append_child(c);
    CHECK(common_ancestor(b.get(), c.get()) == a.get());
    CHECK(common_ancestor(b.get(), a.get()) == a.get());
    CHECK(common_ancestor(b.get(), b.get()) == b.get());
    const Ref<Element> stranger = document.create_element();
    CHECK(common_ancestor(b.get(), stranger.get()) == nullptr);
    CHECK(common_ancestor(nullptr, b.get()) == nullptr);
}

// -- dirty bits
// --------------------------------------------------------------------------------------------------------

TEST_CASE("the first change after a frame asks for one, those that follow do not") {
    Document document;
    take_all_changes(document);
    int asked = 0;
    document.hooks.became_dirty = [&] { ++asked; };
    CHECK_FALSE(document.needs_rendering());
    const Ref<Element> box = document.create_element();
    box->set_text("text");
    CHECK(asked == 0);  // not in the tree yet
    document.body().append_child(box);
    CHECK(asked == 1);
    CHECK(document.needs_rendering());
    CHECK(document.layout_is_dirty());
    box->set_text("other");
    CHECK(asked == 1);
    take_all_changes(document);
    CHECK_FALSE(document.needs_rendering());
    box->set_text("other");
    CHECK(asked == 1);  // the same text
    box->set_text("new");
    CHECK(asked == 2);
}

TEST_CASE("each changed node is listed once for each stage") {
    Document document;
    const Ref<Text> text = document.create_text("a");
    document.body().append_child(*text);
    take_all_changes(document);
    text->set_data("b");
    text->set_data("c");
    document.note_change(document.body(), Dirty::paint);
    document.note_change(document.body(), Dirty::compositing);
    std::vector<Ref<Node>> nodes;
    document.take_style_changes(nodes);
    CHECK(nodes.empty());
    document.take_layout_changes(nodes);
    CHECK(nodes.size() == 1);
    document.take_paint_changes(nodes);
    CHECK(nodes.size() == 1);
}

TEST_CASE("scrolled elements wait for the frame, each once") {
    Document document;
    take_all_changes(document);
    document.note_scrolled(document.body());
    document.note_scrolled(document.body());
    CHECK(document.needs_rendering());
    CHECK(document.take_scrolled().size() == 1);
    CHECK(document.take_scrolled().empty());
}

}  // namespace janklab
