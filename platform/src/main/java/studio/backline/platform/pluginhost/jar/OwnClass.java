package studio.backline.platform.pluginhost.jar;

import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
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

    /** Refuses the class where it ends the server or leaves its class loader. */
    static void check(String name, byte[] bytes) {
        ConstantPool pool;
        try {
            pool = ClassFile.of().parse(bytes).constantPool();
        } catch (IllegalArgumentException broken) {
            // Refused as broken where its declarations are read.
            return;
        }
        for (PoolEntry entry : pool) {
            if (entry instanceof MethodRefEntry called) {
                check(name, called);
            }
        }
    }

    private static void check(String name, MethodRefEntry called) {
        String type = called.type().stringValue();
        String method = called.owner().asInternalName() + "." + called.name().stringValue();
        String shown = method.replace('/', '.');
        if (type.equals(ENDS) && ENDING.contains(method)) {
            throw Refusals.of("ends-the-server", name, shown);
        }
        if (type.equals(GIVES_A_LOADER) && LOADERS.contains(called.name().stringValue())) {
            throw Refusals.of("leaves-its-loader", name, shown);
        }
    }
}
