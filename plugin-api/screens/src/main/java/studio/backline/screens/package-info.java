/**
 * What a Vaadin screen of a plugin needs: how to contribute it, and the pieces all screens share.
 */
@NullMarked
package studio.backline.screens;

import org.jspecify.annotations.NullMarked;
