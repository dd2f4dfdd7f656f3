package dev.medialifecycle.s3;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** A real S3 server inside this JVM, which checks signatures and keeps what it is given until it is closed. */
public final class S3ProxyServer implements AutoCloseable {
    /** The user that may do everything. */
    public static final String ACCESS_KEY = "local-access";

    /** The user's password. */
    public static final String SECRET_KEY = "local-secret";

    private final S3Proxy server;
    private final HexNames store;

    private S3ProxyServer(S3Proxy server, HexNames store) {
        this.server = server;
        this.store = store;
    }

    /** Starts on a free port of this machine's loopback. */
    public static S3ProxyServer start() {
        HexNames store = new HexNames(new TransientNio2BlobStore());
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not start", e);
        }
        return new S3ProxyServer(server, store);
    }

    /** Where it answers, in path style. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** A provider at this server, with what it needs and no bucket yet. */
    public S3StorageBuilder storage(String name) {
        return S3Storage.named(name).endpoint(endpoint()).credentials(ACCESS_KEY, SECRET_KEY);
    }

    /** Denies to delete this one key from now on; null to deny nothing. */
    void keep(String key) {
        store.keep(key == null ? "" : key);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not stop", e);
        }
    }
}
