// SPDX-License-Identifier: MIT
// Taffy for layout_bench: a tree of the styles that the bench uses, behind C functions. One tree, one thread; a node is
// a number. Lengths below zero are `auto`.
use taffy::prelude::*;

#[repr(C)]
pub struct BoxStyle {
    pub flex: bool,   // a flex container, else a block
    pub column: bool, // of a flex container
    pub width: f32,
    pub height: f32,
    pub min_height: f32,
    pub padding: f32,
    pub flex_grow: f32,
}

fn dimension(value: f32) -> Dimension {
    if value < 0.0 {
        Dimension::auto()
    } else {
        Dimension::length(value)
    }
}

fn style_of(style: &BoxStyle) -> Style {
    Style {
        display: if style.flex {
            Display::Flex
        } else {
            Display::Block
        },
        flex_direction: if style.column {
            FlexDirection::Column
        } else {
            FlexDirection::Row
        },
        size: Size {
            width: dimension(style.width),
            height: dimension(style.height),
        },
        min_size: Size {
            width: LengthPercentageAuto::AUTO,
            height: if style.min_height < 0.0 {
                LengthPercentageAuto::AUTO
            } else {
                LengthPercentageAuto::length(style.min_height)
            },
        },
        padding: Rect::length(style.padding),
        flex_grow: style.flex_grow,
        ..Default::default()
    }
}

pub struct Tree {
    tree: TaffyTree<()>,
}

#[no_mangle]
pub extern "C" fn taffy_tree_new() -> *mut Tree {
    let mut tree = TaffyTree::new();
    tree.disable_rounding();
    Box::into_raw(Box::new(Tree { tree }))
}

/// # Safety
/// `tree` comes from `taffy_tree_new`, and is not used afterwards.
#[no_mangle]
pub unsafe extern "C" fn taffy_tree_free(tree: *mut Tree) {
    drop(Box::from_raw(tree));
}

/// # Safety
/// `tree` and `style` are valid; `parent` is 0 or a node of this tree.
#[no_mangle]
pub unsafe extern "C" fn taffy_tree_add(
    tree: *mut Tree,
    parent: u64,
    style: *const BoxStyle,
) -> u64 {
    let tree = &mut (*tree).tree;
    let node = tree.new_leaf(style_of(&*style)).unwrap();
    if parent != 0 {
        tree.add_child(NodeId::from(parent), node).unwrap();
    }
    node.into()
}

/// # Safety
/// `tree` and `style` are valid; `node` is of this tree.
#[no_mangle]
pub unsafe extern "C" fn taffy_tree_set(tree: *mut Tree, node: u64, style: *const BoxStyle) {
    (*tree)
        .tree
        .set_style(NodeId::from(node), style_of(&*style))
        .unwrap();
}

/// Lays out what is below `root`, and gives the sum of widths of its children, so that nothing is left out.
/// # Safety
/// `tree` is valid; `root` is of it.
#[no_mangle]
pub unsafe extern "C" fn taffy_tree_lay_out(
    tree: *mut Tree,
    root: u64,
    width: f32,
    height: f32,
) -> f32 {
    let tree = &mut (*tree).tree;
    let space = Size {
        width: AvailableSpace::Definite(width),
        height: AvailableSpace::Definite(height),
    };
    tree.compute_layout(NodeId::from(root), space).unwrap();
    let layout = tree.layout(NodeId::from(root)).unwrap();
    layout.size.width + layout.size.height
}
