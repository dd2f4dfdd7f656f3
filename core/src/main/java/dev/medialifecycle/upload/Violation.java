package dev.medialifecycle.upload;

import dev.medialifecycle.error.ErrorCode;
import java.io.Serializable;

/** One reason why an upload may not come in; the text is fit for a user. */
public record Violation(ErrorCode code, String text) implements Serializable {
    /** Code and text. */
    @Override
    public String toString() {
        return code + " " + text;
    }
}
