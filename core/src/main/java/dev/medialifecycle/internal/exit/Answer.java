package dev.medialifecycle.internal.exit;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.error.ErrorCode;
import java.util.Map;

/** What all reference sources together say about some candidates. */
public sealed interface Answer {
    /** Every source answered; the map names, for each candidate in use, a source that uses it. */
    record Known(Map<BlobLocation, String> usedBy) implements Answer {
        /** Copies the map. */
        public Known {
            usedBy = Map.copyOf(usedBy);
        }
    }

    /** At least one source did not answer, so nothing may be concluded about any candidate. */
    record Unknown(ErrorCode code, String why) implements Answer {}
}
