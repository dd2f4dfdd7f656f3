package dev.medialifecycle.examples.app.web;

import dev.medialifecycle.error.ErrorCode;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** How this host tells an error: a code to look up, what happened, and what to do next. */
final class Problem {
    private static final String CODE = "code";
    private static final String HINT = "hint";

    private Problem() {}

    static ProblemDetail of(HttpStatusCode status, ErrorCode code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty(CODE, code.code());
        problem.setProperty(HINT, Hints.of(code));
        return problem;
    }

    static ProblemDetail of(HttpStatusCode status, String detail) {
        return completed(ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** The same problem with code and hint, if it has none. */
    static ProblemDetail completed(ProblemDetail problem) {
        if (problem.getProperties() == null || !problem.getProperties().containsKey(CODE)) {
            HttpStatusCode status = HttpStatusCode.valueOf(problem.getStatus());
            problem.setProperty(CODE, "APP-" + status.value());
            problem.setProperty(HINT, Hints.of(status));
        }
        return problem;
    }
}
