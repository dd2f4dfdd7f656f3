package dev.medialifecycle.examples.quickstart;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Counts the rows of every answer, and has H2 explain each statement when it is first used, with the values it is used with. */
final class WatchedDataSource {
    private final DataSource real;
    private final Set<String> explained = ConcurrentHashMap.newKeySet();
    private final Set<String> wholeTables = ConcurrentHashMap.newKeySet();
    private final AtomicLong largest = new AtomicLong();

    WatchedDataSource(DataSource real) {
        this.real = real;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object answer = invoke(real, method, arguments);
            return answer instanceof Connection connection ? watched(connection) : answer;
        });
    }

    long largestAnswer() {
        return largest.get();
    }

    /** Counting what there is has to read it; a question that nothing can answer, for a column's type, reads nothing. */
    Set<String> wholeTables() {
        Set<String> all = new TreeSet<>(wholeTables);
        all.removeIf(sql -> sql.startsWith("SELECT COUNT(") || sql.endsWith("WHERE 1 = 0"));
        return all;
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object answer = invoke(connection, method, arguments);
            return answer instanceof PreparedStatement statement
                    ? watched(connection, (String) arguments[0], statement)
                    : answer;
        });
    }

    private PreparedStatement watched(Connection connection, String sql, PreparedStatement statement)
            throws SQLException {
        PreparedStatement explain = explained.add(sql) ? connection.prepareStatement("EXPLAIN " + sql) : null;
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (explain != null && method.getName().startsWith("set")) {
                invoke(explain, method, arguments);
            } else if (explain != null && method.getName().startsWith("execute")) {
                explain(explain, sql);
            }
            Object answer = invoke(statement, method, arguments);
            return answer instanceof ResultSet rows ? counted(rows) : answer;
        });
    }

    private void explain(PreparedStatement explain, String sql) throws SQLException {
        try (ResultSet plan = explain.executeQuery()) {
            plan.next();
            if (plan.getString(1).contains(".tableScan")) {
                wholeTables.add(sql.replaceAll("\\s+", " "));
            }
        }
    }

    private ResultSet counted(ResultSet rows) {
        AtomicLong count = new AtomicLong();
        return proxy(ResultSet.class, (method, arguments) -> {
            Object answer = invoke(rows, method, arguments);
            if (method.getName().equals("next") && Boolean.TRUE.equals(answer)) {
                largest.accumulateAndGet(count.incrementAndGet(), Math::max);
            }
            return answer;
        });
    }

    private interface Replacement {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Replacement replacement) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> replacement.call(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
