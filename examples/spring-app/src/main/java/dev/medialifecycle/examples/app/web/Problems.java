package dev.medialifecycle.examples.app.web;

import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The refusals of this host's own; what the library refuses speaks for itself. */
public final class Problems {
    private Problems() {}

    /** There is no such thing. */
    public static ResponseStatusException notFound(String what) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such " + what);
    }

    /** The request makes no sense. */
    public static ResponseStatusException invalid(String why) {
        return new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, why);
    }

    /** The request does not fit what is there. */
    public static ResponseStatusException conflict(String why) {
        return new ResponseStatusException(HttpStatus.CONFLICT, why);
    }

    /** The vendor did not do its part. */
    public static ResponseStatusException vendor(String why, Throwable cause) {
        return new ResponseStatusException(HttpStatus.BAD_GATEWAY, why, cause);
    }

    /** Ids cannot be guessed, so saying "not yours" tells nothing that "not there" would hide. */
    public static void refuseUnlessOwned(String owner, Principal user, String what) {
        if (!owner.equals(user.getName())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "This " + what + " belongs to somebody else");
        }
    }
}
