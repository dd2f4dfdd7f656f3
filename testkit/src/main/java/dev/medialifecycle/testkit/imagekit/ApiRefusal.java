package dev.medialifecycle.testkit.imagekit;

/** An answer that is no success, as ImageKit words them. */
final class ApiRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    private ApiRefusal(int status, String body) {
        super(status + " " + body);
        this.status = status;
        this.body = body;
    }

    static ApiRefusal of(int status, String message) {
        return withBody(status, ApiJson.message(message));
    }

    static ApiRefusal withBody(int status, String body) {
        return new ApiRefusal(status, body);
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }
}
