package dev.medialifecycle.webhook;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import org.jspecify.annotations.Nullable;

/** A verified delivery whose body does not say which job it is about; sending it again cannot help. */
public final class UnreadableDeliveryException extends MediaLifecycleException {
    private static final long serialVersionUID = 1L;

    /** {@code what} names what is wrong and quotes nothing of the body. */
    public UnreadableDeliveryException(String what, @Nullable Throwable cause) {
        super(ErrorCode.UNREADABLE_DELIVERY, ErrorKind.REJECTED, "Delivery is unreadable: " + what, cause);
    }
}
