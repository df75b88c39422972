// SPDX-License-Identifier: MIT
#include "gpu/gl_trouble.h"

#include <glad/gl.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace janklab {

namespace {

constexpr GLenum context_lost_error = 0x0507;  // GL_CONTEXT_LOST, which GL 3.3 does not know
constexpr int most_errors = 64;                // a lost context may answer with an error for ever

using ResetStatus = GLenum(GLAD_API_PTR*)();
ResetStatus reset_status = nullptr;

GlTrouble injected = GlTrouble::none;
int picture_failures = 0;

// Loaders give pointers for functions that a context lacks, too: what it offers, GL itself must say.
bool offers(std::string_view wanted) {
    GLint count = 0;
    glGetIntegerv(GL_NUM_EXTENSIONS, &count);
    for (GLint i = 0; i < count; ++i) {
        const auto* name = reinterpret_cast<const char*>(glGetStringi(GL_EXTENSIONS, static_cast<GLuint>(i)));
        if (name && wanted == name) return true;
    }
    return false;
}

}  // namespace

void note_gl_loader(GlLoader loader) {
    const char* name = offers("GL_KHR_robustness")   ? "glGetGraphicsResetStatus"
                       : offers("GL_ARB_robustness") ? "glGetGraphicsResetStatusARB"
                                                     : nullptr;
    reset_status = name ? reinterpret_cast<ResetStatus>(loader(name)) : nullptr;
}

GlTrouble take_gl_trouble() {
    GlTrouble worst = std::exchange(injected, GlTrouble::none);
    if (reset_status && reset_status() != GL_NO_ERROR) worst = GlTrouble::context_lost;
    for (int i = 0; i < most_errors; ++i) {
        const GLenum error = glGetError();
        if (error == GL_NO_ERROR) break;
        if (error == context_lost_error) worst = GlTrouble::context_lost;
        if (error == GL_OUT_OF_MEMORY) worst = std::max(worst, GlTrouble::out_of_memory);
    }
    return worst;
}

void inject_gl_trouble(GlTrouble trouble) { injected = trouble; }
void inject_picture_failures(int count) { picture_failures = count; }
bool take_injected_picture_failure() {
    if (picture_failures == 0) return false;
    --picture_failures;
    return true;
}

}  // namespace janklab
