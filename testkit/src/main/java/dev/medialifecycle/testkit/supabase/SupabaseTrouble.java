package dev.medialifecycle.testkit.supabase;

import java.time.Duration;
import java.util.Map;

/**
 * What goes wrong with one request: what is done before the answer, and what is answered instead. The texts are those of the service
 * and of the gateway before it.
 */
public record SupabaseTrouble(Work work, Answer answer, int status, Map<String, String> headers, String body) {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=utf-8");

    /** How much of what was asked for is done. */
    public enum Work {
        /** Nothing. */
        NOTHING,
        /** The first 500 keys of a bulk delete, which are a transaction of their own. */
        FIRST_TRANSACTION,
        /** All of it. */
        ALL
    }

    /** How the answer fares. */
    public enum Answer {
        /** Status and body of this trouble. */
        THIS,
        /** The connection ends before the first byte. */
        NONE,
        /** The true answer breaks off in the middle of its body. */
        HALF
    }

    /** Copies the headers. */
    public SupabaseTrouble {
        headers = Map.copyOf(headers);
    }

    /** The organisation is over its quota: the gateway refuses everything, even deletes, with 402. */
    public static SupabaseTrouble quotaLock() {
        return said(
                402,
                JSON,
                "{\"message\":\"Service for this project is restricted due to the following violations: exceed_egress_quota.\"}");
    }

    /** The gateway's rate limit, without a hint when to come back. */
    public static SupabaseTrouble rateLimit() {
        return said(429, JSON, "{\"message\":\"API rate limit exceeded\"}");
    }

    /** The same by a gateway that says when to come back. */
    public static SupabaseTrouble rateLimit(Duration retryAfter) {
        return said(
                429,
                Map.of("Content-Type", "application/json", "Retry-After", Long.toString(retryAfter.toSeconds())),
                "{\"message\":\"API rate limit exceeded\"}");
    }

    /** The database has too many connections; the storage server sends no {@code Retry-After}. */
    public static SupabaseTrouble slowDown() {
        return said(
                429,
                JSON,
                "{\"statusCode\":\"429\",\"error\":\"too_many_connections\",\"code\":\"SlowDown\","
                        + "\"message\":\"Too many connections issued to the database\"}");
    }

    /** A page for people, from what stands before the gateway. */
    public static SupabaseTrouble badGateway() {
        return said(502, Map.of("Content-Type", "text/html"), "<html><body><h1>502 Bad Gateway</h1></body></html>");
    }

    /** The gateway does not find the storage server. */
    public static SupabaseTrouble noServer() {
        return said(503, JSON, "{\"message\":\"name resolution failed\"}");
    }

    /** The database did not answer in time, with a status that only this service has. */
    public static SupabaseTrouble databaseTimeout() {
        return said(
                544,
                JSON,
                "{\"statusCode\":\"544\",\"error\":\"DatabaseTimeout\",\"code\":\"DatabaseTimeout\","
                        + "\"message\":\"The connection to the database timed out\"}");
    }

    /** The storage server failed, and did nothing. */
    public static SupabaseTrouble internalError() {
        return said(
                500,
                JSON,
                "{\"statusCode\":\"500\",\"error\":\"Internal\",\"code\":\"InternalError\",\"message\":\"Internal Server Error\"}");
    }

    /** The new shape of error bodies that is announced: no {@code statusCode}, and the true HTTP status. */
    public static SupabaseTrouble newStyle(int status, String code) {
        return said(status, JSON, "{\"code\":\"" + code + "\",\"message\":\"as announced\"}");
    }

    /** Any answer, with nothing done. */
    public static SupabaseTrouble said(int status, Map<String, String> headers, String body) {
        return new SupabaseTrouble(Work.NOTHING, Answer.THIS, status, headers, body);
    }

    /** The connection ends before anything was done. */
    public static SupabaseTrouble lostRequest() {
        return new SupabaseTrouble(Work.NOTHING, Answer.NONE, 0, Map.of(), "");
    }

    /** All was done, and the connection ended before the answer. */
    public static SupabaseTrouble lostAnswer() {
        return new SupabaseTrouble(Work.ALL, Answer.NONE, 0, Map.of(), "");
    }

    /** All was done, and half of the answer came. */
    public static SupabaseTrouble halfAnswer() {
        return new SupabaseTrouble(Work.ALL, Answer.HALF, 0, Map.of(), "");
    }

    /** The first transaction of a bulk delete was committed, the second failed. */
    public static SupabaseTrouble halfCommitted() {
        SupabaseTrouble failed = internalError();
        return new SupabaseTrouble(Work.FIRST_TRANSACTION, Answer.THIS, 500, failed.headers, failed.body);
    }
}
