package dev.medialifecycle.examples.app.web;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.examples.app.media.UploadProperties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Tells every error as a problem document; what is the operator's business goes to the log instead. */
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final long maxMegabytes;

    ProblemAdvice(UploadProperties uploads) {
        this.maxMegabytes = uploads.maxSize().toMegabytes();
    }

    @ExceptionHandler
    ProblemDetail library(MediaLifecycleException e) {
        ProblemDetail problem = LibraryProblem.of(e);
        if (problem.getStatus() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            LOG.error("A request failed", e);
        }
        return problem;
    }

    @ExceptionHandler
    ProblemDetail conflict(DataIntegrityViolationException e) {
        return e instanceof DuplicateKeyException
                ? Problem.of(HttpStatus.CONFLICT, "You have one of this name already")
                : Problem.of(HttpStatus.CONFLICT, "This does not fit what is stored");
    }

    @ExceptionHandler({org.springframework.dao.DataAccessException.class, TransactionException.class})
    ProblemDetail database(Exception e) {
        LOG.error("The database failed a request", e);
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "This cannot be done for now, and nothing was changed");
    }

    @ExceptionHandler
    ProblemDetail other(Exception e) {
        LOG.error("A request failed", e);
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");
    }

    /** The servlet container stops a form before the library sees it; the limit and the words are the same. */
    @Override
    protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
            MaxUploadSizeExceededException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String text = "File too large. Maximum size is " + maxMegabytes + "MB";
        ProblemDetail problem = Problem.of(HttpStatus.CONTENT_TOO_LARGE, ErrorCode.TOO_LARGE, text);
        return handleExceptionInternal(e, problem, headers, HttpStatus.CONTENT_TOO_LARGE, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Object completed = body instanceof ProblemDetail problem ? Problem.completed(problem) : body;
        return super.createResponseEntity(completed, headers, status, request);
    }
}
