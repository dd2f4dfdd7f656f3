package dev.medialifecycle.imagekit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs URLs as ImageKit checks them: HMAC-SHA1 over path, query and expiry, with the private key, in lower-case hex. */
final class UrlSigner {
    private static final String ALGORITHM = "HmacSHA1";

    private final SecretKeySpec key;

    UrlSigner(String privateKey) {
        this.key = new SecretKeySpec(privateKey.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The parameters to append to a target, which is relative to the endpoint, has no leading slash, and is encoded. */
    String query(String target, Instant expires) {
        // An expiry is whole seconds, and a URL that was asked for must live at least as long as asked for.
        long until = expires.getNano() == 0 ? expires.getEpochSecond() : expires.getEpochSecond() + 1;
        return "ik-t=" + until + "&ik-s=" + signature(target + until);
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
