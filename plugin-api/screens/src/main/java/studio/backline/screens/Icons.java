package studio.backline.screens;

import com.vaadin.flow.component.icon.SvgIcon;

/** The icons of the house, from {@code icons.svg}. */
public final class Icons {

    private Icons() {}

    /**
     * An icon beside a text; a reader's software leaves it out.
     *
     * @param name the id of a symbol, such as {@code people}
     */
    public static SvgIcon of(String name) {
        SvgIcon icon = new SvgIcon("icons.svg", name);
        icon.addClassName("bl-icon");
        icon.getElement().setAttribute("aria-hidden", "true");
        return icon;
    }

    /** An icon in the colour of its meaning; a word stands beside it. */
    public static SvgIcon of(String name, Tone tone) {
        SvgIcon icon = of(name);
        icon.addClassName(tone.css());
        return icon;
    }
}
