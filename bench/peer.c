/* The benchmark model in C: one loop per system over given columns, for each line read: ns per evaluation. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SYSTEMS = 200, DRAWS = 8192, FACTORS = 12 };

static double columns[FACTORS][DRAWS], kept[3][DRAWS];

static void run(double F, double P, double T, double A0, double CI, double M, double N) {
  const double *restrict r = columns[0], *restrict pue = columns[1], *restrict life = columns[2];
  const double *restrict util = columns[3], *restrict d0 = columns[4], *restrict gridf = columns[5];
  const double *restrict tdpr = columns[6], *restrict gh = columns[7], *restrict gcf = columns[8];
  const double *restrict areaf = columns[9], *restrict ovh = columns[10], *restrict adf = columns[11];
  double *restrict out0 = kept[0], *restrict out1 = kept[1], *restrict out2 = kept[2];
  for (int i = 0; i < DRAWS; i++) {
    double gpuh = F / (P * r[i] * 3600) * gh[i];
    double energy = gpuh * T * tdpr[i] * ovh[i] * pue[i] / 1000;
    double use = energy * CI * gcf[i] * gridf[i];
    double a = A0 * areaf[i];
    double ad = a * d0[i] / 100;
    double lost = (1 - exp(-ad)) / ad;
    double dpw = 70685.83 / a - 942.4778 / sqrt(2 * a);
    double die = N / (dpw * (lost * lost));
    double card = die + M * 0.35 + 12 + 3.1 * log(1 + a);
    double amort = gpuh / (life[i] * 8760 * util[i]);
    out0[i] = energy;
    out1[i] = use + (card + 310 / 4.0) * amort;
    out2[i] = (0.002 * adf[i] + 0.00004 * pow(a, 0.7)) * amort + energy * 4.5e-8;
  }
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(void) {
  const double low[FACTORS] = {0.2, 1.1, 2, 0.2, 0.05, 0.9, 0.3, 0.5, 0.7, 0.9, 1, 0.4};
  const double high[FACTORS] = {0.4, 1.6, 6, 0.9, 0.2, 1.1, 1.1, 2, 1.4, 1.1, 1.3, 2};
  for (int f = 0; f < FACTORS; f++)
    for (int i = 0; i < DRAWS; i++) columns[f][i] = low[f] + (high[f] - low[f]) * (rand() + 0.5) / (RAND_MAX + 1.0);
  for (int c = getchar(); c != EOF; c = getchar()) {
    if (c != '\n') continue;
    double start = now();
    for (int s = 0; s < SYSTEMS; s++)
      run(1e20 * pow(1.05, s), 1e14 * (1 + s % 7), 250 + 10 * (s % 45), 300 + 3 * (s % 180), 0.05 + s % 11 / 20.0,
          16 * (1 + s % 5), 300 + s);
    printf("{\"time\": %f, \"check\": %g}\n", (now() - start) / SYSTEMS / DRAWS, kept[1][DRAWS / 2]);
    fflush(stdout);
  }
}
