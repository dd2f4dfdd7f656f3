package dev.medialifecycle.repository.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A data source without a pool that notes what its connections are asked, and fails some of it. */
final class Troubled {
    private final DataSource real;
    private final Map<String, SQLException> troubles = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    Troubled(DataSource real) {
        this.real = real;
    }

    /** From now on, this method of every connection throws, before it does anything. */
    Troubled failing(String method, SQLException trouble) {
        troubles.put(method, trouble);
        return this;
    }

    /** What connections were asked, with simple arguments, since this was asked last. */
    List<String> calls() {
        List<String> noted = List.copyOf(calls);
        calls.clear();
        return noted;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, real, (method, arguments) -> {
            fail(method);
            return proxy(Connection.class, (Connection) invoke(real, method, arguments), null);
        });
    }

    private interface Replacement {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private <T> T proxy(Class<T> type, T target, Replacement replacement) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (replacement != null) {
                        return replacement.call(method, arguments);
                    }
                    calls.add(method.getName() + (arguments == null ? "" : Arrays.toString(arguments)));
                    fail(method);
                    return invoke(target, method, arguments);
                }));
    }

    private void fail(Method method) throws SQLException {
        SQLException trouble = troubles.get(method.getName());
        if (trouble != null) {
            throw trouble;
        }
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
