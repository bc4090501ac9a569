/** What is to be looked after once the application works with PlanetScale: asked from both servers, after the cutover. */
package dev.planetfall.migration.aftercare;
