package studio.backline.ui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.screens.start.DayLine;
import studio.backline.screens.start.StartOfDay;
import studio.backline.ui.shell.MainLayout;

/** Whom the house asks while plugins come and go. */
class ComeAndGoTest {

    private final MountedScreens screens = new MountedScreens();
    private final ScreenMount mount =
            new ScreenMount(
                    new Routes(noAddresses(), MainLayout.class),
                    screens,
                    new OpenWindows(windows -> windows),
                    Speaking.TEXTS);

    @Test
    void aRemovedPluginIsNoLongerAsked() {
        RunningPlugin crm = saying("crm", "2 people.");
        RunningPlugin letters = saying("letters", "7 letters wait.");
        mount.mount(crm);
        mount.mount(letters);
        assertThat(said()).containsExactly("2 people.", "7 letters wait.");

        mount.unmount(crm);
        assertThat(said()).containsExactly("7 letters wait.");

        mount.mount(crm);
        assertThat(said()).as("back again").containsExactly("2 people.", "7 letters wait.");
    }

    private List<String> said() {
        return new DayLines(
                        mount::plugins, Speaking.HEARD, screens, mounted -> true, Speaking.TEXTS)
                .now().stream().map(DayLine::sentence).toList();
    }

    private static RunningPlugin saying(String id, String sentence) {
        StartOfDay asked = () -> List.of(new DayLine(sentence, List.of()));
        ClassLoader loader = new ClassLoader(ComeAndGoTest.class.getClassLoader()) {};
        return new Speaking(new PluginId(id), loader, asked);
    }

    private static ServletContext noAddresses() {
        return (ServletContext)
                Proxy.newProxyInstance(
                        ComeAndGoTest.class.getClassLoader(),
                        new Class<?>[] {ServletContext.class},
                        (self, method, arguments) -> {
                            throw new UnsupportedOperationException(method.getName());
                        });
    }
}
