package dev.medialifecycle.rest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Hands a stream's bytes to the client piece by piece, once; the JDK's own publisher ends a broken stream as if complete. */
final class StreamPublisher implements Flow.Publisher<ByteBuffer> {
    private static final int PIECE = 64 * 1024;

    private final InputStream bytes;
    private final long size;
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private volatile @Nullable RuntimeException failure;

    StreamPublisher(InputStream bytes, long size) {
        this.bytes = bytes;
        this.size = size;
    }

    /** What the stream threw, which explains why the request failed. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    BodyPublisher toHttp() {
        if (size > 0) {
            return BodyPublishers.fromPublisher(this, size);
        }
        requireEmpty();
        return BodyPublishers.noBody();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        Reading reading = new Reading(subscriber);
        subscriber.onSubscribe(reading);
        if (subscribed.getAndSet(true)) {
            reading.fail(new IllegalStateException("A stream can be sent only once"));
        }
    }

    private void requireEmpty() {
        try {
            if (bytes.read() >= 0) {
                throw new IllegalArgumentException("A body of no bytes gave some");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Reading implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicInteger calls = new AtomicInteger();
        private volatile boolean done;
        private long given;

        Reading(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long pieces) {
            demand.accumulateAndGet(pieces, (one, other) -> one + other < 0 ? Long.MAX_VALUE : one + other);
            // A subscriber asks for more from within onNext: whoever came first goes on, and nothing is handed out
            // twice at once.
            if (calls.getAndIncrement() > 0) {
                return;
            }
            int answered = 1;
            while (answered > 0) {
                while (!done && demand.get() > 0) {
                    demand.decrementAndGet();
                    give();
                }
                answered = calls.addAndGet(-answered);
            }
        }

        @Override
        public void cancel() {
            done = true;
        }

        private void give() {
            try {
                byte[] piece = new byte[(int) Math.min(PIECE, size - given)];
                int count = bytes.read(piece);
                if (count < 0) {
                    throw new EOFException("The body ended after " + given + " of " + size + " bytes");
                }
                given += count;
                subscriber.onNext(ByteBuffer.wrap(piece, 0, count));
                if (given == size && !done) {
                    done = true;
                    subscriber.onComplete();
                }
            } catch (IOException e) {
                fail(new UncheckedIOException(e));
            } catch (RuntimeException e) {
                fail(e);
            }
        }

        private void fail(RuntimeException e) {
            if (!done) {
                done = true;
                failure = e;
                subscriber.onError(e);
            }
        }
    }
}
