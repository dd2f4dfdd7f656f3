package dev.medialifecycle.webhook;

/**
 * How much a vendor's deliveries prove at least, and from how much on what they say is believed. What proves less only rings a
 * bell: it is stored and answered, and the vendor's poller is asked what is true.
 */
public record Trust(Assurance proven, Assurance believed) {
    /** Deliveries that prove this much, believed as soon as their body is signed. */
    public static Trust of(Assurance proven) {
        return new Trust(proven, Assurance.BODY_ONLY);
    }

    /** The same deliveries, believed from another level on; below {@code BODY_ONLY}, whoever learns a token or a URL is believed. */
    public Trust believing(Assurance weakest) {
        return new Trust(proven, weakest);
    }

    /** Whether what deliveries say is believed without asking anybody. */
    public boolean isSufficient() {
        return proven.isAtLeast(believed);
    }
}
