package dev.medialifecycle.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs a body by the digest that it is known to have. The SDK knows no such thing: on a connection that is not encrypted it reads
 * each body twice, once for its digest. Whatever else is to be signed is the SDK's business.
 */
final class DigestSigner implements AwsV4HttpSigner {
    /** Says the digest of the body in lower-case hex; only a request that has it already is signed here. */
    static final String DIGEST = "x-amz-content-sha256";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String END = "aws4_request";
    private static final HexFormat HEX = HexFormat.of();

    private final AwsV4HttpSigner sdk = AwsV4HttpSigner.create();

    /** The SDK's way to authenticate with this signer in it. */
    static AwsV4AuthScheme scheme() {
        AwsV4AuthScheme original = AwsV4AuthScheme.create();
        DigestSigner signer = new DigestSigner();
        return new AwsV4AuthScheme() {
            @Override
            public String schemeId() {
                return original.schemeId();
            }

            @Override
            public IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
                return original.identityProvider(providers);
            }

            @Override
            public AwsV4HttpSigner signer() {
                return signer;
            }
        };
    }

    @Override
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        SdkHttpRequest http = request.request();
        boolean isSimple = http.firstMatchingHeader(DIGEST).isPresent()
                && http.rawQueryParameters().isEmpty()
                && request.payload().isPresent();
        if (!isSimple) {
            return sdk.sign(request);
        }
        Clock clock = request.requireProperty(SIGNING_CLOCK, Clock.systemUTC());
        String scope =
                request.requireProperty(REGION_NAME) + "/" + request.requireProperty(SERVICE_SIGNING_NAME) + "/" + END;
        SdkHttpRequest signed = signed(http, request.identity(), scope, clock.instant());
        return SignedRequest.builder()
                .request(signed)
                .payload(request.payload().get())
                .build();
    }

    @Override
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        return sdk.signAsync(request);
    }

    private static SdkHttpRequest signed(
            SdkHttpRequest request, AwsCredentialsIdentity identity, String regionAndService, Instant now) {
        String time = TIME.format(now);
        String scope = time.substring(0, 8) + "/" + regionAndService;
        SdkHttpRequest.Builder builder =
                request.toBuilder().putHeader("Host", host(request)).putHeader("X-Amz-Date", time);
        if (identity instanceof AwsSessionCredentialsIdentity session) {
            builder.putHeader("X-Amz-Security-Token", session.sessionToken());
        }
        SortedMap<String, String> headers = toSign(builder.headers());
        String text = ALGORITHM + "\n" + time + "\n" + scope + "\n" + sha256(canonical(request, headers));
        byte[] key = ("AWS4" + identity.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/")) {
            key = hmac(key, step);
        }
        return builder.putHeader(
                        "Authorization",
                        ALGORITHM + " Credential=" + identity.accessKeyId() + "/" + scope + ", SignedHeaders="
                                + String.join(";", headers.keySet()) + ", Signature=" + HEX.formatHex(hmac(key, text)))
                .build();
    }

    private static String canonical(SdkHttpRequest request, SortedMap<String, String> headers) {
        StringBuilder text = new StringBuilder(512)
                .append(request.method())
                .append('\n')
                .append(request.encodedPath())
                .append("\n\n");
        headers.forEach(
                (name, value) -> text.append(name).append(':').append(value).append('\n'));
        return text.append('\n')
                .append(String.join(";", headers.keySet()))
                .append('\n')
                .append(headers.get(DIGEST))
                .toString();
    }

    /** All that says what is to be done; what only says how it travels may change on the way. */
    private static SortedMap<String, String> toSign(Map<String, List<String>> headers) {
        SortedMap<String, String> chosen = new TreeMap<>();
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-")
                    || List.of("host", "content-type", "if-none-match").contains(lower)) {
                chosen.put(lower, String.join(",", values).strip().replaceAll(" +", " "));
            }
        });
        return chosen;
    }

    private static String host(SdkHttpRequest request) {
        int usual = request.protocol().equals("https") ? 443 : 80;
        return request.port() == usual ? request.host() : request.host() + ":" + request.port();
    }

    private static String sha256(String text) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
