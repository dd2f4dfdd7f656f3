package dev.medialifecycle.benchmarks.webhook;

import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The limit: the HMAC alone, by one {@link Mac} that was keyed once, over what is signed, with nothing read and nothing compared. */
final class RawMac implements Verifying {
    private final Mac mac;
    private byte @Nullable [] before;

    RawMac(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No HmacSHA256", e);
        }
    }

    byte[] mac(byte[] head, byte[] body) {
        mac.update(head);
        mac.update(body);
        return mac.doFinal();
    }

    @Override
    public String name() {
        return "raw HMAC";
    }

    @Override
    public boolean verifies(SignedRequest request, Instant now) {
        byte[] head = before;
        if (head == null) {
            head = new byte[SignedRequest.ID.length() + 12];
            before = head;
        }
        return mac(head, request.body()).length == 32;
    }
}
