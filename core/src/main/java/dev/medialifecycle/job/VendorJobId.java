package dev.medialifecycle.job;

/** The vendor's own id for a job, as its webhooks carry it; unique within one vendor. */
public record VendorJobId(String vendor, String id) {
    /** Refuses an empty vendor and an id of none or over 256 characters. */
    public VendorJobId {
        if (vendor.isBlank() || id.isBlank() || id.length() > 256) {
            throw new IllegalArgumentException("A vendor's job id needs a vendor and 1 to 256 characters");
        }
    }

    /** {@code vendor/id}. */
    @Override
    public String toString() {
        return vendor + "/" + id;
    }
}
