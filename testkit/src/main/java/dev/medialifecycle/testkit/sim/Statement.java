package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.repository.Transaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call of a transaction's parts, which can be repeated on top of what others have committed meanwhile. */
final class Statement {
    private static final Set<String> READS =
            Set.of("find", "at", "derivedFrom", "in", "pinned", "using", "ended", "parked", "givenUp", "size", "lanes");

    private final Function<Transaction, ?> part;
    private final Method method;
    private final @Nullable Object[] arguments;
    private @Nullable Object answer;

    Statement(Function<Transaction, ?> part, Method method, @Nullable Object @Nullable [] arguments) {
        this.part = part;
        this.method = method;
        this.arguments = arguments == null ? new Object[0] : arguments.clone();
    }

    boolean isWrite() {
        return !READS.contains(method.getName());
    }

    String name() {
        return method.getName();
    }

    /** The values of a type among its arguments and its answer, those in collections included. */
    <T> List<T> mentioned(Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Object value : Arrays.asList(arguments)) {
            collect(type, value, found);
        }
        collect(type, answer, found);
        return found;
    }

    @Nullable
    Object answer() {
        return answer;
    }

    /** The answer of the rows as they are in this transaction. */
    @Nullable
    Object ask(Transaction tx) {
        try {
            return method.invoke(part.apply(tx), arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(method + " threw what it may not throw", cause);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " is not accessible", e);
        }
    }

    @Nullable
    Object askFirst(Transaction tx) {
        answer = ask(tx);
        return answer;
    }

    /** Whether it says now what it said before. */
    boolean standsIn(Transaction tx) {
        return Objects.equals(answer, ask(tx));
    }

    private static <T> void collect(Class<T> type, @Nullable Object value, List<T> found) {
        if (type.isInstance(value)) {
            found.add(type.cast(value));
        } else if (value instanceof Collection<?> many) {
            many.forEach(one -> collect(type, one, found));
        }
    }
}
