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
        JobControl control,
        Trust trust) {

    /** A vendor whose deliveries are wholly signed, and that can be told nothing. */
    public Vendor(
            String name,
            WebhookVerifier verifier,
            EventDecoder decoder,
            @Nullable JobPoller poller,
            OutputTerms outputs,
            Patience patience) {
        this(name, verifier, decoder, poller, outputs, patience, JobControl.none(), Trust.of(Assurance.FULL));
    }

    /** The same vendor, waited for differently. */
    public Vendor withPatience(Patience newPatience) {
        return new Vendor(name, verifier, decoder, poller, outputs, newPatience, control, trust);
    }

    /** The same vendor, which can be told this. */
    public Vendor withControl(JobControl newControl) {
        return new Vendor(name, verifier, decoder, poller, outputs, patience, newControl, trust);
    }

    /** The same vendor, trusted differently. */
    public Vendor withTrust(Trust newTrust) {
        return new Vendor(name, verifier, decoder, poller, outputs, patience, control, newTrust);
    }
}
