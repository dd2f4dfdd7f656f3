package dev.medialifecycle.webhook;

/** What came of a stored delivery. */
public enum DeliveryState {
    /** It changed its job, or said what the job knew already. */
    APPLIED,
    /** It is not about a job, or says nothing that can be acted on. */
    IGNORED,
    /** Its job is not known yet, or its word is not enough and the vendor is asked; applied later. */
    PARKED,
    /** It cannot be read, or its job never appeared; kept and shown. */
    DEAD
}
