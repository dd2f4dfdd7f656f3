package dev.medialifecycle.testkit;

import dev.medialifecycle.blob.BlobLocation;
import java.util.Set;

/** What an adapter's tests can make go wrong between a provider and its service, by a proxy or in a fake. */
public interface ServiceFaults {
    /** What goes wrong. */
    enum Trouble {
        /** The service does what it is asked for, and the connection ends before its answer is whole. */
        ANSWERS_LOST,
        /** The request is sent, and the connection ends before the service does anything. */
        REQUESTS_LOST,
        /** The service says that it is broken, or nobody answers the door. */
        DOWN,
        /** The service asks for fewer requests. */
        THROTTLED,
        /** The service refuses to delete one blob, and does all else. */
        KEEPS_ONE
    }

    /** Those that the tests can make happen. */
    Set<Trouble> possible();

    /** Starts the trouble for all requests, or with {@link Trouble#KEEPS_ONE} for deletes of this blob. */
    void begin(Trouble trouble, BlobLocation blob);

    /** Ends all trouble. */
    void end();
}
