/** What leaves the house, for whoever runs it: who called whom, what for, and how much. */
@NullMarked
package studio.backline.ui.outgoing;

import org.jspecify.annotations.NullMarked;
