-- Mutasi di satu pemerintah
-- Semua mutasi yang diberitakan pada pemerintah yang namanya memuat kata ini, terbaru dahulu. Bila berita tidak menyebut tanggal peristiwanya, kolom Tanggal adalah tanggal terbit berita.
-- :pemerintah Nama kabupaten, kota, provinsi, atau lembaga, boleh sebagian
with daerah as (
  select id, name from governments
  where trim(:pemerintah) <> '' and name like '%' || trim(:pemerintah) || '%'
)
select g.name as pemerintah, g.id as pemerintah_id,
       coalesce(m.date, substr(a.published, 1, 10)) as tanggal,
       m.person as pejabat, m.official as pejabat_id,
       m.from_title as dari, m.from_position as dari_id,
       m.to_title as ke, m.to_position as ke_id,
       m.acting as sifat, m.status,
       a.title as artikel, a.id as artikel_id, o.name as media, substr(a.published, 1, 10) as terbit,
       m.evidence as bukti_id
from daerah g
join moves m on m.government = g.id and m.current = 1
join articles a on a.id = m.article
left join outlets o on o.id = a.outlet
order by tanggal desc, m.id
limit 500
