/** The article by which a desk reads the person in front of it: any commune police takes in (NĐ 69/2024, likely). */
export const intakeBasis = 'NĐ 69/2024/NĐ-CP, đ.10–12'
