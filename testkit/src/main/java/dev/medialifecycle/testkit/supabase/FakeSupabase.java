package dev.medialifecycle.testkit.supabase;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Supabase Storage on a free loopback port: remembers what is stored and answers as the service does, with all that surprises there,
 * such as one {@code 200 []} for five different things. What goes wrong on top of it is up to the test. Thread-safe.
 *
 * <pre>{@code
 * try (FakeSupabase supabase = FakeSupabase.hosted(clock)) {
 *     supabase.bucket("inputs").publicBucket("images");
 *     ... a provider with supabase.url() and supabase.serviceKey() ...
 *     supabase.trouble("DELETE /object/inputs", SupabaseTrouble.lostAnswer(), 1);
 * }
 * }</pre>
 */
public final class FakeSupabase implements AutoCloseable {
    private static final Duration LONG = Duration.ofDays(3650);

    private final Policies policies = new Policies();
    private final FakeObjects objects;
    private final Gate gate;
    private final FakeCdn cdn;
    private final FakeSupabaseApi api;
    private final WireMockServer server;
    private final String root;

    /** Where the storage server runs. */
    public enum Kind {
        /** A hosted project: with the gateway before it, a cache, hard limits, and the path {@code /storage/v1}. */
        HOSTED,
        /** The server alone, as it is self-hosted: without path, gateway, cache and hard limits. */
        BARE
    }

    private FakeSupabase(Clock clock, boolean hosted) {
        Tokens tokens = new Tokens(clock);
        root = hosted ? "/storage/v1" : "";
        objects = new FakeObjects(policies, clock);
        gate = new Gate(tokens, hosted);
        cdn = new FakeCdn(clock, hosted);
        api = new FakeSupabaseApi(objects, gate, clock, root);
        api.addRoutes(
                new ObjectRoutes(objects, tokens, hosted),
                new SignRoutes(objects, tokens, hosted ? Duration.ofHours(2) : Duration.ofSeconds(60)),
                new ListRoutes(objects),
                cdn);
        server = new WireMockServer(WireMockConfiguration.wireMockConfig()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .containerThreads(64)
                .http2PlainDisabled(true)
                .gzipDisabled(true)
                .disableRequestJournal()
                .useChunkedTransferEncoding(Options.ChunkedEncodingPolicy.NEVER)
                .notifier(new ConsoleNotifier(false))
                .extensions(api));
    }

    /** Starts one of this kind, whose tokens expire by this clock. */
    public static FakeSupabase start(Kind kind, Clock clock) {
        return start(new FakeSupabase(clock, kind == Kind.HOSTED));
    }

    /** Starts a hosted project. */
    public static FakeSupabase hosted(Clock clock) {
        return start(Kind.HOSTED, clock);
    }

    /** Starts the storage server alone. */
    public static FakeSupabase bare(Clock clock) {
        return start(Kind.BARE, clock);
    }

    /** The base URL of the storage API. */
    public URI url() {
        return URI.create("http://localhost:" + server.port() + root);
    }

    /** The project's {@code service_role} key of the old kind. */
    public String serviceKey() {
        return serviceKey(LONG);
    }

    /** One that expires, or has expired, so long from now. */
    public String serviceKey(Duration life) {
        return gate.tokenKey("service_role", life);
    }

    /** The project's {@code anon} key of the old kind, which browsers get. */
    public String anonKey() {
        return gate.tokenKey("anon", LONG);
    }

    /** The token of a signed-in user, to be sent along with the anon key. */
    public String userToken(String user) {
        return gate.token("authenticated", user, LONG);
    }

    /** A secret key of the new kind, {@code sb_secret_…}. */
    public String secretKey() {
        return secretKey("service_role");
    }

    /** One that acts in another role, to which the policies of the rows apply. */
    public String secretKey(String role) {
        return gate.opaqueKey("sb_secret", role);
    }

    /** A key of the new kind for browsers, {@code sb_publishable_…}. */
    public String publishableKey() {
        return gate.opaqueKey("sb_publishable", "anon");
    }

    /** Adds a private bucket. */
    public FakeSupabase bucket(String name) {
        objects.add(FakeBucket.of(name, false, null, List.of()));
        return this;
    }

    /** Adds a public bucket. */
    public FakeSupabase publicBucket(String name) {
        objects.add(FakeBucket.of(name, true, null, List.of()));
        return this;
    }

    /** Adds a private bucket that takes no more than so many bytes at once, and only these types. */
    public FakeSupabase bucket(String name, long sizeLimit, String... mimeTypes) {
        objects.add(FakeBucket.of(name, false, sizeLimit, List.of(mimeTypes)));
        return this;
    }

    /** Removes a bucket with all that is in it. */
    public void removeBucket(String name) {
        objects.remove(name);
    }

    /** Lets a role do this with all objects. */
    public void allow(String role, SupabasePolicy... may) {
        policies.allow(role, false, may);
    }

    /** Lets a role do this with the objects that its user owns. */
    public void allowOwn(String role, SupabasePolicy... may) {
        policies.allow(role, true, may);
    }

    /** Puts an object there, past all rules. */
    public void put(String bucket, String key, byte[] bytes, String contentType) {
        objects.store(bucket, key, bytes, contentType, "no-cache", null);
    }

    /** The keys that are there, in byte order. */
    public List<String> keys(String bucket) {
        return objects.rows(bucket).stream().map(FakeRow::name).toList();
    }

    /** The bytes that are there; throws {@link NoSuchElementException} if there are none. */
    public byte[] bytes(String bucket, String key) {
        return objects.rows(bucket).stream()
                .filter(row -> row.name().equals(key))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No object " + bucket + "/" + key))
                .bytes()
                .clone();
    }

    /** Loses the file behind an object, whose row stays. */
    public void loseFile(String bucket, String key) {
        objects.loseFile(bucket, key);
    }

    /** Lets the next creations of taken keys through, as happens to those who race: to create only is not atomic there. */
    public void letCreationsThrough(int count) {
        objects.letCreationsThrough(count);
    }

    /** Makes the next {@code times} requests whose line starts so, such as {@code DELETE /object/inputs}, go wrong. */
    public void trouble(String line, SupabaseTrouble trouble, int times) {
        api.trouble(line, trouble, times);
    }

    /** Refuses to delete this object, whoever asks, until {@link #endTroubles()}. */
    public void keep(String bucket, String key) {
        objects.keep(bucket, key);
    }

    /** Locks the project for its quota, until {@link #endTroubles()}. */
    public void lockQuota() {
        api.trouble("", SupabaseTrouble.quotaLock(), Integer.MAX_VALUE);
    }

    /** Lets everything go well again. */
    public void endTroubles() {
        api.endTroubles();
        objects.keepNothing();
    }

    /** Every request received, in order. */
    public List<SupabaseRequest> received() {
        return api.received();
    }

    /** Forgets what was received so far. */
    public void forgetReceived() {
        api.forgetReceived();
    }

    /** What the cache was told to forget, as {@code bucket/key}, in order. */
    public List<String> purged() {
        return cdn.purged();
    }

    /** Stops the server. */
    @Override
    public void close() {
        server.stop();
    }

    private static FakeSupabase start(FakeSupabase supabase) {
        supabase.server.start();
        supabase.server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok()));
        return supabase;
    }
}
