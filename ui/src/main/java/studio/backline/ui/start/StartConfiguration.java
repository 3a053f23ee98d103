package studio.backline.ui.start;

import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.screens.MenuEntry;
import studio.backline.screens.MenuGroup;
import studio.backline.screens.Screen;

/** Contributes the start page. */
@Configuration(proxyBeanMethods = false)
class StartConfiguration {

    @Bean
    Screen startScreen() {
        return new Screen(
                "",
                StartView.class,
                Optional.empty(),
                Optional.of(new MenuEntry(MenuGroup.DAY, "start.title", "home", 0).openedBy('t')));
    }
}
