package studio.backline.platform.pluginhost.jar;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import studio.backline.platform.pluginhost.refusal.Refusals;

/**
 * What a class that stands in the plugin's jar itself may not call. No wall, since libraries may
 * and reflection could: it tells an author early what the host would have to bear.
 */
final class OwnClass {

    private static final String ENDS = "(I)V";
    private static final String GIVES_A_LOADER = "()Ljava/lang/ClassLoader;";
    private static final Set<String> ENDING =
            Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");
    private static final Set<String> LOADERS =
            Set.of("getSystemClassLoader", "getPlatformClassLoader");

    private OwnClass() {}

    private record Call(String owner, String method, String type) {}

    /** Refuses the class where it ends the server or leaves its class loader. */
    static void check(String name, byte[] bytes) {
        for (Call call : calls(name, bytes)) {
            String method = call.owner() + "." + call.method();
            String shown = method.replace('/', '.');
            if (call.type().equals(ENDS) && ENDING.contains(method)) {
                throw Refusals.of("ends-the-server", name, shown);
            }
            if (call.type().equals(GIVES_A_LOADER) && LOADERS.contains(call.method())) {
                throw Refusals.of("leaves-its-loader", name, shown);
            }
        }
    }

    /** All of it is read here: what is damaged shows only when it is asked for. */
    private static List<Call> calls(String name, byte[] bytes) {
        List<Call> calls = new ArrayList<>();
        try {
            for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
                if (entry instanceof MethodRefEntry called) {
                    calls.add(
                            new Call(
                                    called.owner().asInternalName(),
                                    called.name().stringValue(),
                                    called.type().stringValue()));
                }
            }
        } catch (RuntimeException | StackOverflowError broken) {
            // Java's own reader throws what it happens to meet. In META-INF a class may be for a
            // Java to come.
            if (!name.startsWith("META-INF/")) {
                throw Refusals.because(broken, "class-broken", name);
            }
        }
        return calls;
    }
}
