package dev.medialifecycle.upload;

import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown before any byte is stored; names every violation, not only the first, whose code is the exception's. */
public final class UploadRejectedException extends MediaLifecycleException {
    private static final long serialVersionUID = 1L;

    private final List<Violation> violations;

    /** Needs at least one violation. */
    public UploadRejectedException(List<Violation> violations) {
        super(violations.get(0).code(), ErrorKind.REJECTED, text(violations));
        this.violations = List.copyOf(violations);
    }

    /** Everything that is wrong, most telling first. */
    public List<Violation> violations() {
        return violations;
    }

    private static String text(List<Violation> violations) {
        String first = violations.get(0).text();
        return violations.stream()
                .skip(1)
                .map(Violation::toString)
                .collect(Collectors.joining("; ", first + (violations.size() > 1 ? "; " : ""), ""));
    }
}
