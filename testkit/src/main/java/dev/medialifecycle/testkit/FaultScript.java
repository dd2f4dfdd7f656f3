package dev.medialifecycle.testkit;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.testkit.FaultyStorage.Call;
import dev.medialifecycle.testkit.FaultyStorage.Operation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which call of a {@link FaultyStorage} meets which fault, and which calls there were. */
final class FaultScript {
    private record Turn(Operation operation, int call) {}

    private final Map<Operation, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<Turn, Fault> byCall = new ConcurrentHashMap<>();
    private final Map<Operation, Fault> always = new ConcurrentHashMap<>();
    private final List<Call> journal = new CopyOnWriteArrayList<>();

    void onCall(int nth, Operation operation, Fault fault) {
        if (nth < 1) {
            throw new IllegalArgumentException("Calls are counted from 1, not from " + nth);
        }
        requireFit(operation, fault);
        byCall.put(new Turn(operation, calls(operation) + nth), fault);
    }

    void onEveryCall(Operation operation, Fault fault) {
        requireFit(operation, fault);
        always.put(operation, fault);
    }

    void heal() {
        byCall.clear();
        always.clear();
    }

    int calls(Operation operation) {
        return counter(operation).get();
    }

    List<Call> journal() {
        return List.copyOf(journal);
    }

    /** Notes the call, and lets happen what happens before it. */
    @Nullable
    Fault begin(Operation operation, List<String> subjects) {
        journal.add(new Call(operation, subjects));
        Fault once = byCall.remove(new Turn(operation, counter(operation).incrementAndGet()));
        Fault fault = concerning(subjects, once == null ? always.get(operation) : once);
        if (fault instanceof Fault.Before before) {
            MediaLifecycleException failure = failure(before.kind(), operation + " was not done");
            throw before.retryAfter() == null ? failure : failure.retryAfter(before.retryAfter());
        }
        if (fault instanceof Fault.Meanwhile meanwhile) {
            meanwhile.event().run();
        }
        return fault;
    }

    private static @Nullable Fault concerning(List<String> subjects, @Nullable Fault fault) {
        if (fault instanceof Fault.WheneverAskedOf about) {
            return subjects.contains(about.location().toString()) ? about.fault() : null;
        }
        return fault;
    }

    /** Does the work, and lets happen what happens after it. */
    static <T> T finish(@Nullable Fault fault, Supplier<T> work) {
        T answer = work.get();
        if (fault instanceof Fault.After after) {
            throw failure(after.kind(), "it was done, and the answer was lost");
        }
        return answer;
    }

    private AtomicInteger counter(Operation operation) {
        return calls.computeIfAbsent(operation, unused -> new AtomicInteger());
    }

    private static void requireFit(Operation operation, Fault fault) {
        Operation needed = operation;
        if (fault instanceof Fault.WheneverAskedOf about) {
            requireFit(operation, about.fault());
            return;
        }
        if (fault instanceof Fault.Verdict || fault instanceof Fault.Misreported) {
            needed = Operation.DELETE;
        } else if (fault instanceof Fault.HalfPage) {
            needed = Operation.LIST;
        } else if (fault instanceof Fault.BrokenStream || fault instanceof Fault.ShortStream) {
            needed = Operation.OPEN;
        }
        if (needed != operation) {
            throw new IllegalArgumentException(fault + " happens to " + needed + " only, not to " + operation);
        }
    }

    private static MediaLifecycleException failure(ErrorKind kind, String what) {
        ErrorCode code = switch (kind) {
            case REJECTED -> ErrorCode.INVALID_LOCATION;
            case NOT_FOUND -> ErrorCode.BLOB_NOT_FOUND;
            case DENIED -> ErrorCode.STORAGE_DENIED;
            case UNSUPPORTED -> ErrorCode.STORAGE_UNSUPPORTED;
            case CONFLICT -> ErrorCode.KEY_TAKEN;
            case THROTTLED, UNAVAILABLE -> ErrorCode.STORAGE_UNAVAILABLE;
            case OUTCOME_UNKNOWN -> ErrorCode.STORAGE_OUTCOME_UNKNOWN;
        };
        return new MediaLifecycleException(code, kind, "A test made this fail: " + what);
    }
}
