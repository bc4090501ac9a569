package dev.planetfall.testing;

import java.lang.reflect.Executable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Lends each test that wants one, or whose class does, a {@link DesktopSession} of its own, and {@link DesktopServices} on it. They
 * end with the test. What wants one is skipped where the computer has no bus.
 */
public final class DesktopSessionExtension implements ParameterResolver, ExecutionCondition {
    private static final Namespace NAMESPACE = Namespace.create(DesktopSessionExtension.class);
    private static final List<Class<?>> LENT = List.of(DesktopSession.class, DesktopServices.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Stream<? extends Executable> asked = context.getTestMethod()
                .<Stream<? extends Executable>>map(Stream::of)
                .orElseGet(() -> Arrays.stream(context.getRequiredTestClass().getDeclaredConstructors()));
        boolean wanted =
                asked.flatMap(each -> Arrays.stream(each.getParameterTypes())).anyMatch(LENT::contains);
        return wanted && !DesktopSession.has("dbus-daemon")
                ? ConditionEvaluationResult.disabled("needs the package dbus")
                : ConditionEvaluationResult.enabled("");
    }

    /** So that a constructor, too, is lent what belongs to one test. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return LENT.contains(parameter.getParameter().getType());
    }

    /** The store closes what is in it after the test, the last first. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getStore(NAMESPACE);
        DesktopSession session =
                store.getOrComputeIfAbsent(DesktopSession.class, key -> DesktopSession.start(), DesktopSession.class);
        return parameter.getParameter().getType() == DesktopSession.class
                ? session
                : store.getOrComputeIfAbsent(
                        DesktopServices.class, key -> new DesktopServices(session), DesktopServices.class);
    }
}
