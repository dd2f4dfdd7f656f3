package dev.medialifecycle.webhook;

import org.jspecify.annotations.Nullable;

/** Everything core needs to know about one vendor, as data and a few small functions; no poller means nobody can be asked. */
public record Vendor(
        String name,
        WebhookVerifier verifier,
        EventDecoder decoder,
        @Nullable JobPoller poller,
        OutputTerms outputs,
        Patience patience,
        JobControl control) {

    /** A vendor that can be told nothing. */
    public Vendor(
            String name,
            WebhookVerifier verifier,
            EventDecoder decoder,
            @Nullable JobPoller poller,
            OutputTerms outputs,
            Patience patience) {
        this(name, verifier, decoder, poller, outputs, patience, JobControl.none());
    }

    /** The same vendor, waited for differently. */
    public Vendor withPatience(Patience newPatience) {
        return new Vendor(name, verifier, decoder, poller, outputs, newPatience, control);
    }

    /** The same vendor, which can be told this. */
    public Vendor withControl(JobControl newControl) {
        return new Vendor(name, verifier, decoder, poller, outputs, patience, newControl);
    }
}
