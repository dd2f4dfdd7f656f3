package dev.medialifecycle.vendor;

/** How well is known what a vendor does; nothing of it was tried against a live account. */
enum Confidence {
    /** By code and test vectors that the vendor publishes. */
    PUBLISHED("vectors"),
    /** By the vendor's documents. */
    DOCUMENTED("documented"),
    /** Read out of a client of the vendor's, or documents that contradict each other. */
    INFERRED("inferred");

    private final String word;

    Confidence(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
