package dev.medialifecycle.webhook;

import org.jspecify.annotations.Nullable;

/** Everything core needs to know about one vendor, as data and three small functions; no poller means nobody can be asked. */
public record Vendor(
        String name,
        WebhookVerifier verifier,
        EventDecoder decoder,
        @Nullable JobPoller poller,
        OutputTerms outputs,
        Patience patience) {

    /** The same vendor, waited for differently. */
    public Vendor withPatience(Patience newPatience) {
        return new Vendor(name, verifier, decoder, poller, outputs, newPatience);
    }
}
