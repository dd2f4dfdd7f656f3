package dev.medialifecycle.repository.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/** A data source that asks the database how it will do a statement, with the same values, just before it does it. */
final class Plans {
    private final DataSource real;
    private final Map<String, String> bySql = new LinkedHashMap<>();

    Plans(DataSource real) {
        this.real = real;
    }

    Map<String, String> bySql() {
        return bySql;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (method, arguments) -> watched((Connection) invoke(real, method, arguments)));
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object answer = invoke(connection, method, arguments);
            if (!method.getName().equals("prepareStatement")) {
                return answer;
            }
            String sql = (String) arguments[0];
            return watched(connection, sql, (PreparedStatement) answer);
        });
    }

    private PreparedStatement watched(Connection connection, String sql, PreparedStatement statement)
            throws SQLException {
        PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql);
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set")) {
                invoke(explain, method, arguments);
            }
            if (method.getName().startsWith("execute") || method.getName().equals("addBatch")) {
                try (ResultSet result = explain.executeQuery()) {
                    StringBuilder plan = new StringBuilder();
                    while (result.next()) {
                        plan.append(result.getString(1)).append('\n');
                    }
                    bySql.put(sql, plan.toString());
                }
            }
            return invoke(statement, method, arguments);
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
