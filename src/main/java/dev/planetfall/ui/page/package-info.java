/** The pages of the wizard, listed in {@link dev.planetfall.ui.page.WizardPages}. */
package dev.planetfall.ui.page;
