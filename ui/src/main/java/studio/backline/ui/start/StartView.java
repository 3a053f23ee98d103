package studio.backline.ui.start;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import java.util.Optional;
import studio.backline.screens.MenuGroup;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.screen.MountedScreen;
import studio.backline.ui.screen.MountedScreens;
import studio.backline.ui.screen.ScreenAccess;
import studio.backline.ui.text.HostTexts;

/** Today: what the day is about, and on the first day the next step. */
final class StartView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;
    private static final String IMPORT = "people/import";

    private final transient HostTexts texts;
    private final transient MountedScreens screens;
    private final transient ScreenAccess access;

    StartView(
            HostTexts texts,
            MountedScreens screens,
            ScreenAccess access,
            HousePermissions permissions) {
        this.texts = texts;
        this.screens = screens;
        this.access = access;
        addClassName("bl-page");
        add(new H1(texts.get("start.title")));
        add(nextStep(permissions.has(HousePermissions.OPERATE)));
    }

    private Component nextStep(boolean operator) {
        Optional<MountedScreen> audience =
                screens.inMenu().stream()
                        .filter(access::mayOpen)
                        .filter(one -> MountedScreens.menu(one).group() == MenuGroup.AUDIENCE)
                        .findFirst();
        if (audience.isEmpty()) {
            return operator
                    ? step("start.no-people", "start.no-people.act", "plugins")
                    : step("start.no-people.member");
        }
        String first = audience.get().screen().path();
        Div quiet = step("start.quiet", "start.quiet.act", first);
        screens.at(IMPORT)
                .filter(access::mayOpen)
                .ifPresent(found -> quiet.add(link("start.bring", IMPORT, false)));
        return quiet;
    }

    private Div step(String key, String act, String path) {
        Div step = step(key);
        step.add(link(act, path, true));
        return step;
    }

    private Div step(String key) {
        Paragraph sentence = new Paragraph(texts.get(key));
        sentence.addClassName("bl-sentence");
        Div step = new Div(sentence);
        step.addClassName("bl-next-step");
        return step;
    }

    private Anchor link(String key, String path, boolean main) {
        Anchor link = new Anchor(path, texts.get(key));
        link.addClassName(main ? "bl-button-main" : "bl-button");
        return link;
    }

    @Override
    public String getPageTitle() {
        return texts.get("page.title", texts.get("start.title"));
    }
}
