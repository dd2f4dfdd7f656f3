package dev.medialifecycle.blob;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a URL is ours, and what it stands for; callers are made to handle "not ours". */
public sealed interface Located {
    /** It is a name of this blob; {@code handle} if the URL tells it. */
    record Owned(BlobLocation location, @Nullable String handle) implements Located {}

    /** It belongs to somebody else; nothing of ours is meant. */
    record Foreign(String host) implements Located {}

    /** It is not a URL this provider could ever have made, or it hides something; nobody knows what is meant. */
    record Unparseable(String reason) implements Located {}

    /** It could mean any of these, so all of them are protected and none is deleted. */
    record Ambiguous(List<BlobLocation> candidates) implements Located {
        /** Copies the list. */
        public Ambiguous {
            candidates = List.copyOf(candidates);
        }
    }
}
