package dev.medialifecycle.testkit.imagekit;

import java.util.Map;

/** What can go wrong with a request to ImageKit. */
public sealed interface ImageKitTrouble {
    /** Does nothing and answers this. */
    record Answer(int status, String body, Map<String, String> headers) implements ImageKitTrouble {
        /** Copies the headers. */
        public Answer {
            headers = Map.copyOf(headers);
        }

        /** The same without headers of its own. */
        public Answer(int status, String body) {
            this(status, body, Map.of());
        }
    }

    /** Does it, and hangs up without an answer. */
    record LostAnswer() implements ImageKitTrouble {}

    /** Does it, announces the whole answer, sends half of it, and hangs up. */
    record HalfAnswer() implements ImageKitTrouble {}

    /** Does nothing and hangs up; {@code java.net.http} asks again by itself if it was a GET. */
    record LostRequest() implements ImageKitTrouble {}
}
